import { Alert, Button, Code, CopyButton, Group, SimpleGrid, Text } from '@mantine/core';
import { useTexts } from '../../texts/texts-context.ts';

interface Props {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}

/** Shown this once. */
export function RecoveryCodes({ codes, onKept }: Props) {
  const { secondFactor } = useTexts();
  return (
    <Alert color="green" variant="light" role="status" title={secondFactor.codes}>
      <Text size="sm" mb="sm">
        {secondFactor.codesHint}
      </Text>
      <SimpleGrid cols={2} spacing="xs" component="ul" m={0} p={0} className="bare-list">
        {codes.map((code) => (
          <li key={code}>
            <Code fz="sm">{code}</Code>
          </li>
        ))}
      </SimpleGrid>
      <Group gap="xs" mt="md">
        {/* Browsers give it by https (and on this machine) alone. */}
        {'clipboard' in navigator && (
          <CopyButton value={codes.join('\n')}>
            {({ copied, copy }) => (
              <Button variant="default" size="xs" onClick={copy}>
                {copied ? secondFactor.copied : secondFactor.copy}
              </Button>
            )}
          </CopyButton>
        )}
        <Button size="xs" onClick={onKept}>
          {secondFactor.saved}
        </Button>
      </Group>
    </Alert>
  );
}
