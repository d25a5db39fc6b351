"""Settings, addresses, the home page, commands: the only package that knows all the others."""
