import { useManagers } from '../../api/managers.ts';
import { useTexts } from '../../texts/texts-context.ts';

/** Names of U-ON's managers by their ids; where the list does not know one, the id in words. */
export function useManagerName(number: string): (id: string) => string {
  const { calls } = useTexts();
  const managers = useManagers(number);
  return (id) => managers.find((each) => each.id === id)?.name ?? calls.manager(id);
}
