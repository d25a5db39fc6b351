from __future__ import annotations

from django.urls import path

from thriving.evidence.views import imports, indicators, stated

app_name = "evidence"
urlpatterns = [
    path("imports/", imports.batches, name="imports"),
    path("imports/template/", imports.import_template, name="import-template"),
    path("imports/<int:pk>/", imports.batch, name="import"),
    *imports.STAGED_ROWS.urls("imports/<int:pk>/rows", imports.rows, "import-rows"),
    path("stated-values/", stated.stated_values, name="stated-values"),
    path("stated-values/propose/", stated.propose_value, name="propose-value"),
    path("stated-values/<int:pk>/", stated.stated_value, name="stated-value"),
    path("stated-values/<int:pk>/proof/", stated.proof, name="proof"),
    *indicators.INDICATORS.urls("indicators", indicators.indicators, "indicators"),
    *indicators.MONTHS.urls("indicators/<slug:key>", indicators.indicator, "indicator"),
]
