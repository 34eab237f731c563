"""How pages look: the templates, the style sheet and the charts that the report and `presslake browse` share."""
