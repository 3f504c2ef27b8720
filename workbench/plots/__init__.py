"""Figures of what was marked and measured, for guider, supervisor and trainer; never for a family's page.

Every figure is a plain plotly figure without any picture of the film: calm, the same on paper, persons told apart by colour and sign.
"""
