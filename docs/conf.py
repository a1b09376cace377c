"""How the pages of this folder become a site: `make docs`. It works from disk and loads nothing from elsewhere."""

from dateline import __version__

project = "Dateline"
author = "the Dateline authors"
project_copyright = f"{author}. Apache-2.0"
version = release = __version__

extensions = ["myst_parser"]
myst_heading_anchors = 3
myst_enable_extensions = ["attrs_inline"]
exclude_patterns = ["_build"]
nitpicky = True

html_theme = "furo"
html_title = f"Dateline {version}"
html_static_path = ["_static"]
html_css_files = ["house.css"]
html_js_files = ["house.js"]
html_copy_source = False
# The search page would fetch each page for its summary, which a browser forbids for files.
html_show_search_summary = False
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#1f5a8c",
        "color-brand-content": "#1f5a8c",
        "color-brand-visited": "#5b4a8c",
        "color-background-primary": "#fdfcfb",
        "color-background-secondary": "#f6f5f2",
        "color-background-border": "#dcd9d3",
        "color-table-border": "#dcd9d3",
        "color-link-underline": "#9db9cf",
    },
    "dark_css_variables": {
        "color-brand-primary": "#8fbfe8",
        "color-brand-content": "#8fbfe8",
        "color-brand-visited": "#b9a8e8",
        "color-background-primary": "#15171a",
        "color-background-secondary": "#1c1f23",
        "color-background-border": "#363a40",
        "color-table-border": "#363a40",
        "color-link-underline": "#4b6a84",
    },
}
