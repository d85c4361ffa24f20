"""Problems for people and machines: one object, many renderers."""
