"""Trade-offs."""

from ui.screens.trade_offs.screen import TradeOffsScreen

__all__ = ["TradeOffsScreen"]
