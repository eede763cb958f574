/**
 * Area codes of Russia's towns (the first three digits after +7) and the clocks there. From the time zones of Google's
 * libphonenumber; Kaliningrad (401) and Saratov (845) are as they are by now, and a code that covers two zones is left out.
 */
export const RUSSIAN_AREAS: readonly { readonly zone: string; readonly codes: readonly string[] }[] = [
  { zone: 'Europe/Kaliningrad', codes: ['401'] },
  {
    zone: 'Europe/Moscow',
    codes: [
      ...['365', '471', '472', '473', '474', '475', '481', '482', '483', '484', '485', '486', '487', '491', '492'],
      ...['493', '494', '495', '496', '498', '499', '811', '812', '813', '814', '815', '816', '817', '818', '820'],
      ...['821', '831', '833', '834', '835', '836', '841', '843', '844', '847', '855', '861', '862', '863', '865'],
      ...['866', '867', '869', '871', '872', '873', '877', '878', '879'],
    ],
  },
  { zone: 'Europe/Samara', codes: ['341', '842', '845', '846', '848', '851'] },
  { zone: 'Asia/Yekaterinburg', codes: ['342', '343', '345', '346', '347', '349', '351', '352', '353'] },
  { zone: 'Asia/Omsk', codes: ['381'] },
  { zone: 'Asia/Krasnoyarsk', codes: ['382', '383', '384', '385', '388', '390', '391', '394'] },
  { zone: 'Asia/Irkutsk', codes: ['301', '395'] },
  { zone: 'Asia/Yakutsk', codes: ['302', '411', '416'] },
  { zone: 'Asia/Vladivostok', codes: ['421', '423', '426'] },
  { zone: 'Asia/Magadan', codes: ['413', '424'] },
  { zone: 'Asia/Kamchatka', codes: ['415', '427'] },
];
