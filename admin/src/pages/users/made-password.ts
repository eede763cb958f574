/** A password that was made, until the page is left. */
export interface MadePassword {
  readonly email: string;
  readonly password: string;
}
