/** A name, however long: two lines of it at most, anywhere broken; all of it is told to who points at it. */
export function NameTold({ children }: { readonly children: string }) {
  return (
    <span className="name-told" title={children.length > LONG ? children : undefined}>
      {children}
    </span>
  );
}

/** Characters that fit two lines nearly everywhere. */
const LONG = 40;
