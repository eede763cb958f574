-- A chat is a number or a @name, and a topic a number: anything else led to no chat, or to the general topic.
update enterprises set integrations_config = integrations_config #- '{telegram,thread_id}'
 where integrations_config #>> '{telegram,thread_id}' !~ '^[1-9][0-9]{0,15}$';
update enterprises set integrations_config = integrations_config #- '{telegram,chat_id}'
 where integrations_config #>> '{telegram,chat_id}' !~ '^(-?[1-9][0-9]{0,15}|@[A-Za-z][A-Za-z0-9_]{3,31})$';
