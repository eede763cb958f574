/** A number whose client is to be there, for a manager who follows a link of a popup. */
export interface MakeCardInput {
  readonly enterprise: string;
  /** The call whose popup it is; that of a notice is none. */
  readonly callId: string;
  readonly phoneE164: string;
  readonly direction: 'incoming' | 'outgoing';
}

/** The client whose card is to be opened. */
export interface CardAnswer {
  readonly callId: string;
  /** Null where there is none: `why` says what U-ON said, or that it said nothing in time. */
  readonly clientId: string | null;
  /** Made by this click. */
  readonly created: boolean;
  readonly why: string | null;
}
