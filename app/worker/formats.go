package main

// The formats that the worker reads.
import (
	_ "ifnscope/score/read/delim"
	_ "ifnscope/score/read/gct"
	_ "ifnscope/score/read/geo"
	_ "ifnscope/score/read/pcr"
	_ "ifnscope/score/read/quant"
	_ "ifnscope/score/read/rcc"
	_ "ifnscope/score/read/sheet"
)
