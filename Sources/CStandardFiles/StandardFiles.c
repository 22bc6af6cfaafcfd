#include "CStandardFiles.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// One block and one row a file; a test holds them against the folders.

static const unsigned char forms_common_b[] = {
#embed "../../Schemas/forms/common-b.schema.json"
};
static const unsigned char forms_common[] = {
#embed "../../Schemas/forms/common.schema.json"
};
static const unsigned char forms_contributing_bundles[] = {
#embed "../../Schemas/forms/contributing-bundles.schema.json"
};
static const unsigned char forms_evaluation_record[] = {
#embed "../../Schemas/forms/evaluation-record.schema.json"
};
static const unsigned char forms_filing_form[] = {
#embed "../../Schemas/forms/filing-form.schema.json"
};
static const unsigned char forms_grading_report_outline[] = {
#embed "../../Schemas/forms/grading-report-outline.schema.json"
};
static const unsigned char forms_handover_slip[] = {
#embed "../../Schemas/forms/handover-slip.schema.json"
};
static const unsigned char forms_inspection_form_gov_2012[] = {
#embed "../../Schemas/forms/inspection-form-gov-2012.schema.json"
};
static const unsigned char forms_inspection_form_gov_2014[] = {
#embed "../../Schemas/forms/inspection-form-gov-2014.schema.json"
};
static const unsigned char forms_inspection_form_sector_2012[] = {
#embed "../../Schemas/forms/inspection-form-sector-2012.schema.json"
};
static const unsigned char forms_missing_units[] = {
#embed "../../Schemas/forms/missing-units.schema.json"
};
static const unsigned char forms_notice[] = {
#embed "../../Schemas/forms/notice.schema.json"
};
static const unsigned char forms_rectification_list[] = {
#embed "../../Schemas/forms/rectification-list.schema.json"
};
static const unsigned char forms_rectification_record[] = {
#embed "../../Schemas/forms/rectification-record.schema.json"
};
static const unsigned char forms_report_outline[] = {
#embed "../../Schemas/forms/report-outline.schema.json"
};
static const unsigned char forms_secrecy_review[] = {
#embed "../../Schemas/forms/secrecy-review.schema.json"
};
static const unsigned char forms_self_score[] = {
#embed "../../Schemas/forms/self-score.schema.json"
};
static const unsigned char forms_spot_check_record[] = {
#embed "../../Schemas/forms/spot-check-record.schema.json"
};
static const unsigned char forms_summary_grid[] = {
#embed "../../Schemas/forms/summary-grid.schema.json"
};
static const unsigned char forms_system_inventory[] = {
#embed "../../Schemas/forms/system-inventory.schema.json"
};
static const unsigned char rules_annual_summary[] = {
#embed "../../Schemas/forms/rules/annual-summary.rules.json"
};
static const unsigned char rules_evaluation[] = {
#embed "../../Schemas/forms/rules/evaluation.rules.json"
};
static const unsigned char rules_grading_filing[] = {
#embed "../../Schemas/forms/rules/grading-filing.rules.json"
};
static const unsigned char rules_inspection_form[] = {
#embed "../../Schemas/forms/rules/inspection-form.rules.json"
};
static const unsigned char rules_rectification[] = {
#embed "../../Schemas/forms/rules/rectification.rules.json"
};
static const unsigned char rules_self_inspection[] = {
#embed "../../Schemas/forms/rules/self-inspection.rules.json"
};
static const unsigned char rules_spot_check[] = {
#embed "../../Schemas/forms/rules/spot-check.rules.json"
};
static const unsigned char lists_affiliations[] = {
#embed "../../Schemas/lists/affiliations.json"
};
static const unsigned char lists_damage_matrix[] = {
#embed "../../Schemas/lists/damage-matrix.json"
};
static const unsigned char lists_evaluators[] = {
#embed "../../Schemas/lists/evaluators.json"
};
static const unsigned char lists_industries[] = {
#embed "../../Schemas/lists/industries.json"
};
static const unsigned char lists_levels[] = {
#embed "../../Schemas/lists/levels.json"
};
static const unsigned char lists_ps736[] = {
#embed "../../Schemas/lists/ps736.json"
};
static const unsigned char lists_unit_types[] = {
#embed "../../Schemas/lists/unit-types.json"
};
static const unsigned char example_lists_divisions[] = {
#embed "../../Samples/henan-2012/lists/divisions.json"
};
static const unsigned char example_lists_marks[] = {
#embed "../../Samples/henan-2012/lists/marks.json"
};
static const unsigned char example_lists_spot_check_focus[] = {
#embed "../../Samples/henan-2012/lists/spot-check-focus.json"
};
static const unsigned char example_lists_system_categories[] = {
#embed "../../Samples/henan-2012/lists/system-categories.json"
};
static const unsigned char example_lists_unit_classes[] = {
#embed "../../Samples/henan-2012/lists/unit-classes.json"
};
static const unsigned char example_campaign[] = {
#embed "../../Samples/henan-2012/campaign.json"
};

#define FILE_ROW(name, bytes) {name, bytes, sizeof bytes}

static const fengni_standard_file files[] = {
    FILE_ROW("forms/common-b.schema.json", forms_common_b),
    FILE_ROW("forms/common.schema.json", forms_common),
    FILE_ROW("forms/contributing-bundles.schema.json", forms_contributing_bundles),
    FILE_ROW("forms/evaluation-record.schema.json", forms_evaluation_record),
    FILE_ROW("forms/filing-form.schema.json", forms_filing_form),
    FILE_ROW("forms/grading-report-outline.schema.json", forms_grading_report_outline),
    FILE_ROW("forms/handover-slip.schema.json", forms_handover_slip),
    FILE_ROW("forms/inspection-form-gov-2012.schema.json", forms_inspection_form_gov_2012),
    FILE_ROW("forms/inspection-form-gov-2014.schema.json", forms_inspection_form_gov_2014),
    FILE_ROW("forms/inspection-form-sector-2012.schema.json", forms_inspection_form_sector_2012),
    FILE_ROW("forms/missing-units.schema.json", forms_missing_units),
    FILE_ROW("forms/notice.schema.json", forms_notice),
    FILE_ROW("forms/rectification-list.schema.json", forms_rectification_list),
    FILE_ROW("forms/rectification-record.schema.json", forms_rectification_record),
    FILE_ROW("forms/report-outline.schema.json", forms_report_outline),
    FILE_ROW("forms/secrecy-review.schema.json", forms_secrecy_review),
    FILE_ROW("forms/self-score.schema.json", forms_self_score),
    FILE_ROW("forms/spot-check-record.schema.json", forms_spot_check_record),
    FILE_ROW("forms/summary-grid.schema.json", forms_summary_grid),
    FILE_ROW("forms/system-inventory.schema.json", forms_system_inventory),
    FILE_ROW("rules/annual-summary.rules.json", rules_annual_summary),
    FILE_ROW("rules/evaluation.rules.json", rules_evaluation),
    FILE_ROW("rules/grading-filing.rules.json", rules_grading_filing),
    FILE_ROW("rules/inspection-form.rules.json", rules_inspection_form),
    FILE_ROW("rules/rectification.rules.json", rules_rectification),
    FILE_ROW("rules/self-inspection.rules.json", rules_self_inspection),
    FILE_ROW("rules/spot-check.rules.json", rules_spot_check),
    FILE_ROW("lists/affiliations.json", lists_affiliations),
    FILE_ROW("lists/damage-matrix.json", lists_damage_matrix),
    FILE_ROW("lists/evaluators.json", lists_evaluators),
    FILE_ROW("lists/industries.json", lists_industries),
    FILE_ROW("lists/levels.json", lists_levels),
    FILE_ROW("lists/ps736.json", lists_ps736),
    FILE_ROW("lists/unit-types.json", lists_unit_types),
    FILE_ROW("example/lists/divisions.json", example_lists_divisions),
    FILE_ROW("example/lists/marks.json", example_lists_marks),
    FILE_ROW("example/lists/spot-check-focus.json", example_lists_spot_check_focus),
    FILE_ROW("example/lists/system-categories.json", example_lists_system_categories),
    FILE_ROW("example/lists/unit-classes.json", example_lists_unit_classes),
    FILE_ROW("example/campaign.json", example_campaign),
};

const fengni_standard_file *fengni_standard_file_at(size_t index) {
  return index < sizeof files / sizeof files[0] ? &files[index] : NULL;
}
