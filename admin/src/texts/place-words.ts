/** A setting's name, and one line of help. */
export interface FieldWords {
  readonly label: string;
  readonly help: string;
}

/** Words of settings, and of what may be chosen for them, by their paths. */
export interface PlaceWords {
  readonly fields: Readonly<Record<string, FieldWords>>;
  readonly options: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
