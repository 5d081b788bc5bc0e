"""How the site looks and behaves: base template, design tokens, components, forms, the Bridge. It knows no models.

A page's menu, footer and languages come from a higher room, which registers them (`ui.frame`).
"""
