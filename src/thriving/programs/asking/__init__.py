"""Questions from anybody to the people of an area, in any language, with a promised time to answer."""
