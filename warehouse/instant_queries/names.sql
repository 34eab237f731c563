-- one row per speaker and source of $ids: how people call them
select speaker_id as id, name, from speakers where speaker_id in (select unnest($ids))
union all
select source_id, name, from sources where source_id in (select unnest($ids))
