-- one speaker with all forms of the name
select speaker_id, name as speaker, kind, aliases, wikidata_id, from speakers where speaker_id = $id;
