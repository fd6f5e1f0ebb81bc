CREATE TABLE IF NOT EXISTS penstock_tenants (
    name text PRIMARY KEY,
    settings text NOT NULL,
    documents text NOT NULL,
    key_id text NOT NULL,
    sealed bytea NOT NULL,
    removed boolean NOT NULL DEFAULT false,
    changed_at timestamptz NOT NULL DEFAULT now(),
    -- Replicas ask for what was committed since they last looked: transactions end in another order than they begin.
    changed_in xid8 NOT NULL DEFAULT pg_current_xact_id()
);

CREATE INDEX IF NOT EXISTS penstock_tenants_changed ON penstock_tenants (changed_in);

CREATE OR REPLACE FUNCTION penstock_tenant_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed_at := now();
    NEW.changed_in := pg_current_xact_id();
    PERFORM pg_notify('penstock_tenants', NEW.name);
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER penstock_tenant_changed BEFORE INSERT OR UPDATE ON penstock_tenants
    FOR EACH ROW EXECUTE FUNCTION penstock_tenant_changed();
