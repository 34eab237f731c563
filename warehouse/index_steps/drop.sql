-- no index: the writer's file has none, but a copy that takes its place may bring one, of texts that change from now on
drop schema if exists fts_main_search_texts cascade;
delete from meta where key = 'search_index';
