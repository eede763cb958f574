import { Anchor } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';

/**
 * A popup's HTML as elements of ours: `b` and links to web addresses are shown, of anything else its text alone. The parser's
 * document is inert: nothing in it runs or is loaded.
 */
export function popupNodes(html: string): ReactNode {
  return childrenOf(new DOMParser().parseFromString(html, 'text/html').body);
}

function childrenOf(parent: Node): ReactNode {
  // A popup never changes in place, so that the order is key enough.
  return [...parent.childNodes].map((child, index) => <Fragment key={index}>{nodeOf(child)}</Fragment>);
}

function nodeOf(node: Node): ReactNode {
  if (!(node instanceof HTMLElement)) return node.textContent;
  if (node.tagName === 'B') return <b>{childrenOf(node)}</b>;
  const href = node.tagName === 'A' ? node.getAttribute('href') : null;
  if (href === null || !/^https?:\/\//i.test(href)) return childrenOf(node);
  return (
    <Anchor href={href} target="_blank" rel="noopener noreferrer" underline="always" inherit>
      {childrenOf(node)}
    </Anchor>
  );
}
