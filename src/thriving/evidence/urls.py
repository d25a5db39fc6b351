from __future__ import annotations

from django.urls import path

from thriving.evidence.views import exports, imports, indicators, measures, package, records, stated, tables

app_name = "evidence"
urlpatterns = [
    *records.RECORDS.urls("evidence/<slug:measure>", records.records, "records"),
    *measures.MEASURES.urls("measures", measures.measures, "measures"),
    *measures.VERSIONS.urls("measures/<slug:key>", measures.measure, "measure"),
    path("imports/", imports.batches, name="imports"),
    path("imports/template/", imports.import_template, name="import-template"),
    path("imports/<int:pk>/", imports.batch, name="import"),
    *imports.STAGED_ROWS.urls("imports/<int:pk>/rows", imports.rows, "import-rows"),
    path("exports/", exports.export, name="export"),
    path("data-package/", package.data_package, name="data-package"),
    path("data-package.zip", package.data_package_file, name="data-package-file"),
    path("stated-values/", stated.stated_values, name="stated-values"),
    path("stated-values/propose/", stated.propose_value, name="propose-value"),
    path("stated-values/<int:pk>/", stated.stated_value, name="stated-value"),
    path("stated-values/<int:pk>/proof/", stated.proof, name="proof"),
    *tables.TABLES.urls("tables", tables.tables, "tables"),
    path("tables/propose/", tables.propose_table, name="propose-table"),
    path("tables/publish/", tables.publish_tables, name="publish-tables"),
    path("tables/<slug:key>/decide/", tables.decide_table, name="decide-table"),
    *tables.RELEASES.urls("tables/<slug:key>", tables.table, "table"),
    *tables.CELLS.urls("tables/<slug:key>/<int:number>", tables.table_release, "table-release"),
    *indicators.INDICATORS.urls("indicators", indicators.indicators, "indicators"),
    *indicators.MONTHS.urls("indicators/<slug:key>", indicators.indicator, "indicator"),
]
