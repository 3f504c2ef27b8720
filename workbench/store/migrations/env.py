"""Where Alembic meets the connection of ``workbench.store.database``, whose transaction the migrations run in."""

from alembic import context

from workbench.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
