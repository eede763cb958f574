/** What a test popup says (HTML): nobody shall take it for a call. */
export const TEST_POPUP =
  '<b>Проверка связи</b><br>Так вы увидите уведомления о звонках. Это проверка из настроек телефонии: сейчас никто не звонит.';
