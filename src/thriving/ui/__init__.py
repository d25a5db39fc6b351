"""The look: the base page, components, status icons, and charts as inline SVG with words first."""
