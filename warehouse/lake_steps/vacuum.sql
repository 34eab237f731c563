-- the catalog's tables are written anew, without the rows that were deleted; no transaction can hold that
call postgres_execute('catalog', 'vacuum full', use_transaction => false);
