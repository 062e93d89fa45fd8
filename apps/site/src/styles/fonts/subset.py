"""Makes stix-two-math.woff2: of STIX Two Math (SIL Open Font License, see LICENSE beside this file) the letters and signs that formulas here
are printed with, and its table of mathematical layout. Needs fonttools and brotli.

    python subset.py node_modules/@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2
"""
import subprocess
import sys

italic = [*range(0x1D434, 0x1D468), 0x210E, *range(0x1D6E2, 0x1D71C)]
unicodes = [
    *range(0x20, 0x7F), 0xAC, 0xB1, 0xB7, 0xD7, 0xF7, *range(0x391, 0x3CA), 0x3D1, 0x3D5, 0x3F1, 0x3F5,
    *range(0x2032, 0x2038), *range(0x2061, 0x2065), 0x2212, 0x2215, 0x221A, 0x221B, 0x221E, 0x2202, 0x2207, 0x2211, 0x222B,
    0x2190, 0x2192, 0x21A6, 0x2225, 0x2227, 0x2228, 0x2248, 0x2260, 0x2264, 0x2265, 0x2208, 0x22C5, *range(0x2308, 0x230C), 0x2016, *italic,
]
subprocess.run(
    [
        "pyftsubset", sys.argv[1], "--unicodes=" + ",".join(f"{u:X}" for u in unicodes), "--layout-features=ssty,dtls,kern",
        "--flavor=woff2", "--output-file=stix-two-math.woff2", "--no-hinting", "--desubroutinize",
    ],
    check=True,
)
