/** What an Asterisk's administrator pastes, so that it sends the events of calls. */
export interface PbxSnippets {
  /** For the file `PBX_SCRIPT_PATH`: sends one event. Holds the token. */
  readonly script: string;
  /** Makes it one that Asterisk alone can read and run. */
  readonly install: string;
  /** For `extensions.conf`, as it is. */
  readonly dialplan: string;
  /** How the agency's own dialplan calls it. */
  readonly usage: string;
}

export interface PbxSnippetOptions {
  /** Address of the API, with or without a path. */
  readonly url: string;
  /** What the PBX shows; a word that says where it belongs while it is not known. */
  readonly token: string;
  /** IANA zone in which times are told. */
  readonly timezone: string;
  /** How long an event is repeated that got no 202. */
  readonly repeatS?: number;
  readonly words: PbxSnippetWords;
}

/** The comments, in the reader's language; each is one line. */
export interface PbxSnippetWords {
  readonly sends: string;
  readonly inBackground: string;
  readonly repeats: string;
  readonly start: string;
  readonly dial: string;
  readonly recorded: string;
  readonly goesOn: string;
  readonly answered: string;
  readonly incoming: string;
  readonly outgoing: string;
}

/** A full path, since the folder of AGI scripts is not the same everywhere: Debian's package looks in /usr/share/asterisk/agi-bin. */
export const PBX_SCRIPT_PATH = '/usr/local/bin/uon-event';

/**
 * Everything an Asterisk 13 or newer needs: a script that the dialplan starts by AGI, which hands values over as arguments (a
 * caller's number in a line of a shell would be run by it), and contexts to be called from the agency's own.
 */
export function pbxSnippets(options: PbxSnippetOptions): PbxSnippets {
  return { script: scriptOf(options), install: INSTALL, dialplan: dialplanOf(options), usage: usageOf(options) };
}

const INSTALL = `apt install curl        # dnf install curl
chown root:asterisk ${PBX_SCRIPT_PATH}
chmod 750 ${PBX_SCRIPT_PATH}
asterisk -rx 'dialplan reload'
`;

function scriptOf({ url, token, repeatS = 60, words }: PbxSnippetOptions): string {
  return `#!/bin/bash
# ${words.sends}
#   uon-event start UniqueId=1757840723.6 Phone=375290000001 CallType=0 Trunk=0001363
url=${quoted(url.replace(/\/+$/, ''))}
token=${quoted(token)}

plain() { printf '%s' "$1" | LC_ALL=C tr -d '\\000-\\037\\177' | LC_ALL=C sed 's/[\\\\"]/\\\\&/g'; }

body() {
  local field separator=''
  printf '{'
  for field in "$@"; do
    [[ $field == *=* ]] || continue
    printf '%s"%s":"%s"' "$separator" "$(plain "\${field%%=*}")" "$(plain "\${field#*=}")"
    separator=,
  done
  printf '}'
}

# ${words.repeats}
send() {
  local event=$1 json status pauses=(0.25 0.5 1 2 4) try=0 until=$((SECONDS + ${repeatS}))
  shift
  json=$(body "$@")
  while true; do
    status=$(curl --silent --max-time 10 --output /dev/null --write-out '%{http_code}' \\
      --config <(printf 'header = "Token: %s"\\n' "$(plain "$token")") \\
      --header 'Content-Type: application/json' --data-binary @- "$url/api/callevent/$event" <<<"$json")
    case $status in
      202) return ;;
      000 | 408 | 429 | 5??) ((SECONDS < until)) || break ;;
      *) break ;;
    esac
    sleep "\${pauses[try++]:-5}"
  done
  logger -t uon-event "$event: HTTP $status"
}

# ${words.inBackground}
if [[ -n $AST_AGI_DIR ]]; then
  while read -r -t 1 line && [[ -n $line ]]; do :; done
fi
send "$@" </dev/null >/dev/null 2>&1 &
`;
}

function dialplanOf({ timezone, words }: PbxSnippetOptions): string {
  const now = `\${STRFTIME(\${EPOCH},${timezone},%Y-%m-%d %H:%M:%S)}`;
  const call = 'UniqueId=${UNIQUEID},Phone=${UON_PHONE},CallType=${UON_TYPE},Trunk=${UON_TRUNK}';
  return `[uon-call]
; ${words.start}
exten => start,1,Set(UON_TYPE=\${ARG1})
 same => n,Set(UON_TRUNK=\${ARG2})
 same => n,Set(UON_PHONE=\${FILTER(0-9+,\${ARG3})})
 same => n,Set(UON_RECEIVED=${now})
 same => n,Set(CHANNEL(hangup_handler_push)=uon-call,hangup,1)
 same => n,Set(UON_FIELDS=${call})
 same => n,Gosub(uon-call,send,1(start))
 same => n,Return()
; ${words.dial}
exten => dial,1,Set(UON_EXTENSIONS=\${ARG1})
 same => n,Set(UON_FIELDS=${call},Extensions=\${UON_EXTENSIONS})
 same => n,Gosub(uon-call,send,1(dial))
 same => n,Return()
; ${words.recorded}
exten => hangup,1,Set(UON_STATUS=\${IF($["\${UON_ANSWERED}" = ""]?0:2)})
 same => n,Set(UON_TIMES=StartTime=\${UON_ANSWERED},EndTime=${now},DateReceived=\${UON_RECEIVED})
 same => n,Set(UON_FIELDS=${call},CallStatus=\${UON_STATUS},\${UON_TIMES},Extensions=\${UON_EXTENSIONS},RecordUrl=\${UON_RECORD_URL})
 same => n,Gosub(uon-call,send,1(hangup))
 same => n,Return()
; ${words.goesOn}
exten => send,1,Set(UON_SIGHUP=\${AGISIGHUP})
 same => n,Set(AGISIGHUP=no)
 same => n,AGI(${PBX_SCRIPT_PATH},\${ARG1},\${UON_FIELDS})
 same => n,Set(AGISIGHUP=\${UON_SIGHUP})
 same => n,Return()

; ${words.answered}
[uon-answered]
exten => s,1,Set(MASTER_CHANNEL(UON_ANSWERED)=${now})
 same => n,Set(UON_LEG=\${CUT(CHANNEL,-,1-$[\${FIELDQTY(CHANNEL,-)} - 1])})
 same => n,Set(UON_LEG=\${CUT(UON_LEG,/,2)})
 same => n,Set(UON_EXTENSION=\${IF($["\${ARG3}" = ""]?\${CUT(UON_LEG,@,1)}:\${ARG3})})
 same => n,Set(MASTER_CHANNEL(UON_EXTENSIONS)=\${UON_EXTENSION})
 same => n,Set(UON_FIELDS=UniqueId=\${ARG1},Channel=\${CHANNEL},CallerIDNum=\${ARG2},ConnectedLineNum=\${UON_EXTENSION})
 same => n,Gosub(uon-call,send,1(bridge))
 same => n,Return()
`;
}

function usageOf({ words }: PbxSnippetOptions): string {
  return `; ${words.incoming}
[from-trunk]
exten => _X.,1,Gosub(uon-call,start,1(0,\${EXTEN},\${CALLERID(num)}))
 same => n,Gosub(uon-call,dial,1(150&151))
 same => n,Dial(PJSIP/150&PJSIP/151,30,U(uon-answered^\${UNIQUEID}^\${UON_PHONE}))
 same => n,Hangup()

; ${words.outgoing}
[from-internal]
exten => _XXXXXX.,1,Gosub(uon-call,start,1(1,0001363,\${EXTEN}))
 same => n,Gosub(uon-call,dial,1(\${CALLERID(num)}))
 same => n,Dial(PJSIP/\${EXTEN}@trunk,60,U(uon-answered^\${UNIQUEID}^\${UON_PHONE}^\${CALLERID(num)}))
 same => n,Hangup()
`;
}

/** One word of a shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
