"""Charts: Vega-Lite specifications of our blocks, drawn to SVG and kept by what they draw."""
