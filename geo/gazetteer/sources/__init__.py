"""Where the gazetteer's places and names come from: one file per source, listed in `registry`.

Only `geo.gazetteer.build` uses these; a running Dateline reads the Parquet files under `data/`.
"""
