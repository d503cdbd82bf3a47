"""Programs that fit the few weights the project learns; not part of the package, and never run by it."""
