"""Questions put to an archive, answered with plain rows."""
