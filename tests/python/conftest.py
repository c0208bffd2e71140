"""The scorers are scripts beside the project, not a package."""
import pathlib
import sys

EVAL = pathlib.Path(__file__).resolve().parents[2] / "eval"
sys.path[:0] = [str(EVAL), str(pathlib.Path(__file__).parent)]
