import { NAME_BYTES } from './dialplan-text.ts';

/** What an Asterisk's administrator pastes, so that phones show who calls and the right one rings first. */
export interface CallerSnippets {
  /** For `extensions.conf`, as it is: asks the API by Asterisk's own CURL. Holds the token. */
  readonly curl: string;
  /** The same context, in place of `curl`: has the FastAGI server ask. Holds the token. */
  readonly fastagi: string;
  /** How the agency's own dialplan calls either. */
  readonly usage: string;
}

export interface CallerSnippetOptions {
  /** Address of the API, with or without a path. */
  readonly url: string;
  /** What the PBX shows; a word that says where it belongs while it is not known. */
  readonly token: string;
  readonly words: CallerSnippetWords;
}

/** The comments, in the reader's language; each is one line. */
export interface CallerSnippetWords {
  readonly asks: string;
  readonly noLonger: string;
  readonly unescapes: string;
  readonly leaves: string;
  readonly ownTimeouts: string;
  readonly unlogged: string;
  readonly callers: string;
}

/**
 * Contexts to be called after `uon-call,start` of the snippets that send events, whose variables they use. Whatever fails, the
 * variables stay empty and the call goes on. Nothing that came by the network is evaluated: functions get it as their last
 * argument or by a variable's name, and what is left of it holds neither quotes nor brackets.
 */
export function callerSnippets(options: CallerSnippetOptions): CallerSnippets {
  return { curl: curlOf(options), fastagi: fastagiOf(options), usage: usageOf(options) };
}

/** What a name may hold, as by `nameForDialplan`. */
const NAME = String.raw`\x20'+\x2d.0-9A-Za-z_\x80-\xff`;
/** What an extension of the settings may hold. */
const EXTENSION = String.raw`0-9A-Za-z_*#.+\x2d`;
/** All but what a JSON text or a list of arguments is torn by: control characters, quotes, parentheses, commas, backslashes. */
const LINE = String.raw`\x20!\x23-\x27\x2a\x2b\x2d-\x5b\x5d-\xff`;
/** All but control characters, backslashes and the `^` by which the answer is cut. */
const ANSWER = String.raw`\x20-\x5b\x5d\x5f-\xff`;

/** JSON is taken apart by Asterisk 13's own means: JSON_DECODE came with 16.24 and 18.10. */
function curlOf({ url, token, words }: CallerSnippetOptions): string {
  const body = `{"Token":"${token.replace(ODD, unicodeEscape)}","UniqueId":"\${UNIQUEID}","Phone":"\${UON_PHONE}","TrunkId":"\${UON_LINE}"}`;
  return `${openingOf(words)}
; ${words.noLonger}
 same => n,Set(CURLOPT(conntimeout)=0.4)
 same => n,Set(CURLOPT(httptimeout)=0.7)
 same => n,Set(UON_ANSWER=\${CURL(${address(url)}/api/callevent/getcustomerdata,${body})})
; ${words.ownTimeouts}
 same => n,Set(CURLOPT(conntimeout)=0)
 same => n,Set(CURLOPT(httptimeout)=180)
; ${words.unescapes}
 same => n,Set(UON_ANSWER=\${STRREPLACE(UON_ANSWER,\\\\\\\\,/)})
 same => n,Set(UON_ANSWER=\${STRREPLACE(UON_ANSWER,\\\\\\",')})
 same => n,Set(UON_ANSWER=\${REPLACE(UON_ANSWER,(), )})
 same => n,Set(UON_ANSWER=\${FILTER(${ANSWER},\${UON_ANSWER})})
${partOf({ key: String.raw`\"DialPlan\":\"`, until: String.raw`\"`, variable: 'UON_DIALPLAN', allowed: EXTENSION })}
${partOf({ key: String.raw`\"Priority\":`, until: String.raw`\,`, variable: 'UON_PRIORITY', allowed: '0-9' })}
${partOf({ key: String.raw`\"Tags\":`, until: ']', variable: 'UON_TAGS', allowed: String.raw`a-z_\x2c` })}
${partOf({ key: String.raw`\"Name\":\"`, until: String.raw`\"`, variable: 'UON_NAME', allowed: NAME })}
; ${words.leaves}
 same => n,GotoIf($[\${LEN(\${UON_NAME})} = 0 | \${LEN(\${UON_NAME})} > ${NAME_BYTES}]?done)
 same => n,Set(CALLERID(name)=\${UON_NAME})
 same => n(done),Return()
`;
}

interface Part {
  /** What stands before it in the answer, as an argument. */
  readonly key: string;
  readonly until: string;
  readonly variable: string;
  readonly allowed: string;
}

/** A key stands in no text of the answer: quotes in texts have become apostrophes. */
function partOf({ key, until, variable, allowed }: Part): string {
  return ` same => n,Set(UON_PART=\${STRREPLACE(UON_ANSWER,${key},^)})
 same => n,Set(UON_PART=\${CUT(UON_PART,^,2)})
 same => n,Set(UON_PART=\${CUT(UON_PART,${until},1)})
 same => n,Set(${variable}=\${FILTER(${allowed},\${UON_PART})})`;
}

/** Empties what is told, so that nothing is left of another question, and makes the line one that can be asked about. */
function openingOf(words: CallerSnippetWords): string {
  return `[uon-customer]
; ${words.asks}
exten => ask,1,Set(UON_NAME=)
 same => n,Set(UON_DIALPLAN=)
 same => n,Set(UON_PRIORITY=)
 same => n,Set(UON_TAGS=)
 same => n,Set(UON_LINE=\${FILTER(${LINE},\${UON_TRUNK})})`;
}

function fastagiOf({ token, words }: CallerSnippetOptions): string {
  return `${openingOf(words)}
; ${words.unlogged}
 same => n,Set(UON_TOKEN_LENGTH=\${LEN(\${SET(UON_TOKEN=${token.replace(ODD, percentEncoded)})})})
 same => n,AGI(agi://127.0.0.1:4573/getcustomerdata,,\${UON_PHONE},\${UON_LINE})
 same => n,Set(UON_TOKEN=)
 same => n,Return()
`;
}

function usageOf({ words }: CallerSnippetOptions): string {
  return `; ${words.callers}
[from-trunk]
exten => _X.,1,Gosub(uon-call,start,1(0,\${EXTEN},\${CALLERID(num)}))
 same => n,Gosub(uon-customer,ask,1)
 same => n,GotoIf($[\${LEN(\${UON_DIALPLAN})} = 0]?everybody)
 same => n,Gosub(uon-call,dial,1(\${UON_DIALPLAN}))
 same => n,Dial(PJSIP/\${UON_DIALPLAN},15,U(uon-answered^\${UNIQUEID}^\${UON_PHONE}))
 same => n(everybody),Gosub(uon-call,dial,1(150&151))
 same => n,Dial(PJSIP/150&PJSIP/151,30,U(uon-answered^\${UNIQUEID}^\${UON_PHONE}))
 same => n,Hangup()
`;
}

/** What a dialplan might read otherwise; tokens that we make have none of it. */
const ODD = /[^\p{L}\p{N}._~-]/gu;

/** JSON's own way to write a character by others. */
function unicodeEscape(text: string): string {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0'))
    .map((digits) => String.raw`\u${digits}`)
    .join('');
}

/** As in addresses; `encodeURIComponent` leaves apostrophes and parentheses. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

/** An address within a function's argument: what a dialplan would read otherwise is written as addresses may have it. */
function address(url: string): string {
  return url.replace(/\/+$/, '').replace(/[^\w.:/[\]~@%?=+-]+/g, percentEncoded);
}
