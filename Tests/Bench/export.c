/* export FILE: writes the workbook that cells.h describes (rewrite.py makes it from a workbook of ours): what a program in
   C with libxlsxwriter needs for the same cells, and the least that ours can need. */
#include <string.h>
#include <xlsxwriter.h>

typedef struct { const char *first, *second; } pair, series;
typedef struct { int line, color; } border;
typedef struct {
  const char *font; double size; int bold, italic, underline, ink, fill; border borders[4];
  int horizontal, vertical, wraps, indent; const char *number; int locked;
} style;
enum { BLANK, TEXT, NUMBER, FORMULA, FORMULA_NUMBER, LINK };
typedef struct {
  int row, column, last_row, last_column, style, kind; double number; const char *text, *first, *second;
} cell;
typedef struct { int first, last; double width; int hidden; } column;
typedef struct { int row; double height; int hidden; } row;
typedef struct {
  int top, left, bottom, right, type, criteria, severity; const char *formula; double low, high; const char *texts[4];
} validation;
typedef struct {
  int top, left, bottom, right; const char *several, *formula; int stops, bold, ink, ground, bar; double low, high;
} rule;
typedef struct {
  const char *name; int hidden, tab, grid, zoom, freeze[2], filter[4], protection[4], paper, landscape, scale, fit[2];
  double margins[5]; int title_rows[2], title_columns[2]; const char *footer;
  const cell *cells; int cell_count; const column *columns; int column_count; const row *rows; int row_count;
  const validation *validations; int validation_count; const rule *rules; int rule_count; const series *charted; int series_count;
  const lxw_row_t *row_breaks; int row_break_count; const lxw_col_t *column_breaks; int column_break_count;
} sheet;

#include "cells.h"

static lxw_format *made[256];
static lxw_format *differences[256];
static const rule *differing[256];
static int difference_count;

static void add_styles(lxw_workbook *book, const style *list, int count) {
  for (int i = 0; i < count && i < 256; i++) {
    const style *s = &list[i];
    lxw_format *f = made[i] = workbook_add_format(book);
    format_set_font_name(f, s->font);
    format_set_font_size(f, s->size);
    if (s->bold) format_set_bold(f);
    if (s->italic) format_set_italic(f);
    if (s->underline) format_set_underline(f, LXW_UNDERLINE_SINGLE);
    if (s->ink >= 0) format_set_font_color(f, s->ink);
    if (s->fill >= 0) {
      format_set_pattern(f, LXW_PATTERN_SOLID);
      format_set_bg_color(f, s->fill);
    }
    const border *b = s->borders;
    if (b[0].line) { format_set_left(f, b[0].line); format_set_left_color(f, b[0].color); }
    if (b[1].line) { format_set_right(f, b[1].line); format_set_right_color(f, b[1].color); }
    if (b[2].line) { format_set_top(f, b[2].line); format_set_top_color(f, b[2].color); }
    if (b[3].line) { format_set_bottom(f, b[3].line); format_set_bottom_color(f, b[3].color); }
    if (s->horizontal) format_set_align(f, s->horizontal);
    format_set_align(f, s->vertical);
    if (s->wraps) format_set_text_wrap(f);
    if (s->indent) format_set_indent(f, s->indent);
    if (s->number) format_set_num_format(f, s->number);
    if (!s->locked) format_set_unlocked(f);
  }
}

static lxw_format *difference(lxw_workbook *book, const rule *r) {
  for (int i = 0; i < difference_count; i++) {
    const rule *known = differing[i];
    if (known->bold == r->bold && known->ink == r->ink && known->ground == r->ground) return differences[i];
  }
  lxw_format *f = workbook_add_format(book);
  if (r->bold) format_set_bold(f);
  if (r->ink >= 0) format_set_font_color(f, r->ink);
  if (r->ground >= 0) {
    format_set_pattern(f, LXW_PATTERN_SOLID);
    format_set_bg_color(f, r->ground);
  }
  if (difference_count < 256) {
    differing[difference_count] = r;
    differences[difference_count++] = f;
  }
  return f;
}

static void write_cell(lxw_worksheet *to, const cell *c) {
  lxw_format *f = made[c->style];
  if (c->last_row != c->row || c->last_column != c->column)
    worksheet_merge_range(to, c->row, c->column, c->last_row, c->last_column, "", f);
  switch (c->kind) {
    case TEXT: worksheet_write_string(to, c->row, c->column, c->text, f); break;
    case NUMBER: worksheet_write_number(to, c->row, c->column, c->number, f); break;
    case FORMULA: worksheet_write_formula_str(to, c->row, c->column, c->text, f, c->first); break;
    case FORMULA_NUMBER: worksheet_write_formula_num(to, c->row, c->column, c->text, f, c->number); break;
    case LINK: worksheet_write_url_opt(to, c->row, c->column, c->text, f, c->first, c->second); break;
    default: worksheet_write_blank(to, c->row, c->column, f);
  }
}

static void add_rules(lxw_workbook *book, lxw_worksheet *to, const sheet *s) {
  for (int i = 0; i < s->validation_count; i++) {
    const validation *v = &s->validations[i];
    lxw_data_validation d = {
      .validate = v->type, .criteria = v->criteria, .error_type = v->severity,
      .ignore_blank = LXW_VALIDATION_ON, .show_input = LXW_VALIDATION_ON, .show_error = LXW_VALIDATION_ON,
      .dropdown = LXW_VALIDATION_ON, .value_formula = (char *)v->formula, .value_number = v->low,
      .minimum_number = v->low, .maximum_number = v->high, .input_title = (char *)v->texts[0],
      .input_message = (char *)v->texts[1], .error_title = (char *)v->texts[2], .error_message = (char *)v->texts[3]};
    worksheet_data_validation_range(to, v->top, v->left, v->bottom, v->right, &d);
  }
  for (int i = 0; i < s->rule_count; i++) {
    const rule *r = &s->rules[i];
    lxw_conditional_format c = {.stop_if_true = r->stops, .multi_range = (char *)r->several};
    if (r->formula) {
      c.type = LXW_CONDITIONAL_TYPE_FORMULA;
      c.value_string = (char *)r->formula;
      c.format = difference(book, r);
    } else {
      c.type = LXW_CONDITIONAL_DATA_BAR;
      c.min_rule_type = c.max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
      c.min_value = r->low;
      c.max_value = r->high;
      c.bar_color = r->bar;
      c.bar_solid = c.data_bar_2010 = 1;
    }
    worksheet_conditional_format_range(to, r->top, r->left, r->bottom, r->right, &c);
  }
}

static void add_page(lxw_worksheet *to, const sheet *s) {
  worksheet_set_paper(to, s->paper);
  if (s->landscape) worksheet_set_landscape(to);
  worksheet_set_margins(to, s->margins[0], s->margins[1], s->margins[2], s->margins[3]);
  worksheet_set_print_scale(to, s->scale);
  if (s->row_break_count > 1) worksheet_set_h_pagebreaks(to, (lxw_row_t *)s->row_breaks);
  if (s->column_break_count > 1) worksheet_set_v_pagebreaks(to, (lxw_col_t *)s->column_breaks);
  if (s->fit[0] >= 0) worksheet_fit_to_pages(to, s->fit[0], s->fit[1]);
  if (s->title_rows[0] >= 0) worksheet_repeat_rows(to, s->title_rows[0], s->title_rows[1]);
  if (s->title_columns[0] >= 0) worksheet_repeat_columns(to, s->title_columns[0], s->title_columns[1]);
  if (s->footer) {
    lxw_header_footer_options options = {.margin = s->margins[4]};
    worksheet_set_footer_opt(to, s->footer, &options);
  }
}

static void add_sheet(lxw_workbook *book, lxw_worksheet *to, const sheet *s) {
  if (s->hidden) worksheet_hide(to);
  if (s->tab >= 0) worksheet_set_tab_color(to, s->tab);
  worksheet_gridlines(to, s->grid ? LXW_SHOW_SCREEN_GRIDLINES : LXW_HIDE_ALL_GRIDLINES);
  worksheet_set_zoom(to, s->zoom);
  if (s->freeze[0] >= 0) worksheet_freeze_panes(to, s->freeze[0], s->freeze[1]);
  for (int i = 0; i < s->column_count; i++) {
    lxw_row_col_options options = {.hidden = s->columns[i].hidden};
    worksheet_set_column_opt(to, s->columns[i].first, s->columns[i].last, s->columns[i].width, NULL, &options);
  }
  for (int i = 0; i < s->row_count; i++) {
    lxw_row_col_options options = {.hidden = s->rows[i].hidden};
    worksheet_set_row_opt(to, s->rows[i].row, s->rows[i].height, NULL, &options);
  }
  for (int i = 0; i < s->cell_count; i++) write_cell(to, &s->cells[i]);
  add_rules(book, to, s);
  if (s->series_count) {
    lxw_chart *chart = workbook_add_chart(book, LXW_CHART_BAR_STACKED);
    for (int i = 0; i < s->series_count; i++) chart_add_series(chart, s->charted[i].first, s->charted[i].second);
    worksheet_insert_chart(to, 0, 1, chart);
  }
  if (s->filter[0] >= 0) worksheet_autofilter(to, s->filter[0], s->filter[1], s->filter[2], s->filter[3]);
  add_page(to, s);
  if (s->protection[0] >= 0) {
    lxw_protection allowed = {
      .format_columns = s->protection[0], .format_rows = s->protection[1], .autofilter = s->protection[2],
      .sort = s->protection[3]};
    worksheet_protect(to, NULL, &allowed);
  }
}

static void add_sheets(lxw_workbook *book, const sheet *list, int count) {
  lxw_worksheet *targets[64];
  for (int i = 0; i < count && i < 64; i++) targets[i] = workbook_add_worksheet(book, list[i].name);
  for (int i = 0; i < count && i < 64; i++) add_sheet(book, targets[i], &list[i]);
}

static void add_names(lxw_workbook *book, const pair *list, int count) {
  for (int i = 0; i < count; i++) workbook_define_name(book, list[i].first, list[i].second);
}

static void add_custom(lxw_workbook *book, const pair *list, int count) {
  for (int i = 0; i < count; i++) workbook_set_custom_property_string(book, list[i].first, list[i].second);
}

int main(int count, char **arguments) {
  if (count != 2) return 2;
  lxw_workbook *book = workbook_new(arguments[1]);
  lxw_doc_properties about = {
    .title = (char *)properties[0], .subject = (char *)properties[1], .author = (char *)properties[2],
    .comments = (char *)properties[3], .created = 1575158400};
  workbook_set_properties(book, &about);
  add_custom(book, custom);
  add_styles(book, styles);
  add_sheets(book, sheets);
  add_names(book, names);
  return workbook_close(book) != LXW_NO_ERROR;
}
