-- one row, for Postgres: whether this transaction has the lake's lock from now on, and the name under which others see it
select
    pg_try_advisory_xact_lock(1886545267) as is_held,
    set_config('application_name', '{holder}', false) as holder,
    -- it may take hours, and does nothing but hold the lock
    set_config('idle_in_transaction_session_timeout', '0', false) as patience
