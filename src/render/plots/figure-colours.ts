/**
 * The colours of series, for light and dark: that the colour-blind can distinguish.
 * Source: Okabe & Ito 2008, Color Universal Design; lightened for dark grounds.
 */
export const figureColours = `:root { --c1: #0072b2; --c2: #d55e00; --c3: #007a5a; --c4: #b3508a; --c5: #8a6d00; --c6: #3d7f9f; }
@media (prefers-color-scheme: dark) { :root { --c1: #56b4e9; --c2: #ff9455; --c3: #2fc79a; --c4: #e79ac4; --c5: #e6c300; --c6: #a9d8ef; } }`;
