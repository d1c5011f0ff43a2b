#include "extract_scratch.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const uint8_t scratch_key[16] = "sixteen bytes!!!";

static const struct named categories[] = {
    {"cin", "Child in need"}, {"cp", "Child protection plan"}, {"early_help", "Early help"}};
static const struct role roles[] = {{"social_worker", "Social Worker", 0}};

static unit_index add_unit(
    struct unit_tree *tree, unit_index parent, const char *id, const char *name, int level)
{
    unit_index unit = UNIT_NONE;
    ck_assert_int_eq(unit_tree_add(tree, parent, id, name, level, -1, &unit), RESULT_OK);
    return unit;
}

static struct unit_tree *make_units(void)
{
    struct unit_tree *tree = unit_tree_create();
    ck_assert_ptr_nonnull(tree);
    unit_index service = add_unit(tree, UNIT_NONE, "svc", "Children's Services", 0);
    unit_index west = add_unit(tree, service, "west", "West", 1);
    unit_index penwith = add_unit(tree, west, "eh-penwith", "Early Help Penwith", 2);
    ck_assert_int_eq(unit_tree_add_alias(tree, penwith, "EH Penwith Team", NULL), RESULT_OK);
    ck_assert_int_eq(unit_tree_add_alias(tree, penwith, "1047", NULL), RESULT_OK);
    add_unit(tree, west, "cp-west", "Child Protection West", 2);
    return tree;
}

void scratch_init(struct scratch *scratch)
{
    *scratch = (struct scratch){0};
    scratch->service.categories = categories;
    scratch->service.category_count = sizeof categories / sizeof *categories;
    scratch->service.roles = roles;
    scratch->service.role_count = sizeof roles / sizeof *roles;
    scratch->service.units = make_units();
    diags_init(&scratch->diags);
    strcpy(scratch->directory, "/tmp/teamtop-extract-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(scratch->directory));
    snprintf(scratch->path, sizeof scratch->path, "%s/extract.csv", scratch->directory);
}

void scratch_done(struct scratch *scratch)
{
    unlink(scratch->path);
    rmdir(scratch->directory);
    extract_destroy(scratch->extract);
    diags_done(&scratch->diags);
    unit_tree_destroy(scratch->service.units);
}

struct feed_spec scratch_feed(enum feed_type type)
{
    static const char *const nulls[] = {"", "NULL", "1900-01-01", "-1"};
    return (struct feed_spec){
        .id = feed_type_id(type),
        .type = type,
        .register_id = "",
        .reject_limit = 10000,
        .delimiter = ',',
        .dates = DAY_FORMAT_ISO,
        .period_format = DAY_FORMAT_ISO,
        .nulls = nulls,
        .null_count = sizeof nulls / sizeof *nulls,
    };
}

void scratch_write(struct scratch *scratch, const char *bytes, size_t length)
{
    FILE *file = fopen(scratch->path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
}

enum result scratch_read(struct scratch *scratch, const struct feed_spec *feed)
{
    extract_destroy(scratch->extract);
    scratch->extract = NULL;
    diags_done(&scratch->diags);
    diags_init(&scratch->diags);
    return extract_read(
        &scratch->extract, &scratch->service, feed, scratch->path, scratch_key, &scratch->diags);
}

/* --- spells as text --------------------------------------------------------------------------- */

struct writer {
    FILE *out;
    const struct spells *spells;
    const struct service *service;
};

static const char *unit_id(const struct writer *writer, unit_index unit)
{
    return unit_tree_at(writer->service->units, unit)->id;
}

static const char *text_at(const struct writer *writer, uint32_t number)
{
    return number == 0 ? "-" : intern_at(writer->spells->text, number);
}

static void put_span(const struct writer *writer, day_t from, day_t until)
{
    char first[DAY_TEXT_SIZE], second[DAY_TEXT_SIZE];
    fprintf(writer->out, "%s %s\n", day_text(from, first), day_text(until, second));
}

/* Quadratic, and plainly right. */
static size_t child_number(const struct spells *spells, size_t index)
{
    size_t number = 1;
    for (size_t i = 0; spells->cases[i].child != spells->cases[index].child; i++) {
        bool first = true;
        for (size_t j = 0; j < i; j++)
            first = first && spells->cases[j].child != spells->cases[i].child;
        number += first;
    }
    return number;
}

static void put_cases(const struct writer *writer)
{
    for (size_t i = 0; i < writer->spells->case_count; i++) {
        const struct case_spell *spell = &writer->spells->cases[i];
        fprintf(writer->out, "child %zu %s %s %s ", child_number(writer->spells, i),
            unit_id(writer, spell->team), text_at(writer, spell->worker),
            writer->service->categories[spell->category].id);
        put_span(writer, spell->from, spell->until);
    }
}

static void put_posts(const struct writer *writer)
{
    static const char *const contracts[] = {"permanent", "fixed_term", "agency", "vacant"};
    for (size_t i = 0; i < writer->spells->post_count; i++) {
        const struct post_spell *spell = &writer->spells->posts[i];
        char fte[FIXED_TEXT_SIZE];
        fprintf(writer->out, "post %s %s %s %s %s '%s' %s %s ", text_at(writer, spell->post),
            unit_id(writer, spell->team), text_at(writer, spell->role), contracts[spell->contract],
            text_at(writer, spell->worker), text_at(writer, spell->name),
            fixed_text(spell->fte, fte), spell->case_holding ? "holding" : "other");
        put_span(writer, spell->from, spell->until);
    }
}

static void put_absences(const struct writer *writer)
{
    for (size_t i = 0; i < writer->spells->absence_count; i++) {
        const struct absence_spell *spell = &writer->spells->absences[i];
        fprintf(writer->out, "absence %s %s ", text_at(writer, spell->worker),
            text_at(writer, spell->reason));
        put_span(writer, spell->from, spell->until);
    }
}

static void put_requests(const struct writer *writer)
{
    for (size_t i = 0; i < writer->spells->request_count; i++) {
        const struct request *request = &writer->spells->requests[i];
        char day[DAY_TEXT_SIZE];
        fprintf(writer->out, "request %s %s %s %lld\n", day_text(request->day, day),
            unit_id(writer, request->unit), text_at(writer, request->source),
            (long long)request->count);
    }
}

static void put_readings(const struct writer *writer)
{
    for (size_t i = 0; i < writer->spells->reading_count; i++) {
        const struct reading *reading = &writer->spells->readings[i];
        char day[DAY_TEXT_SIZE], value[FIXED_TEXT_SIZE];
        fprintf(writer->out, "reading %s/%d %s %s %s\n", day_text(reading->day, day),
            (int)reading->months, unit_id(writer, reading->unit),
            part_at((enum part_id)reading->part)->id,
            reading->known ? fixed_text(reading->value, value) : "unknown");
    }
}

char *scratch_spells(const struct scratch *scratch)
{
    char *text = NULL;
    size_t size = 0;
    struct writer writer = {
        open_memstream(&text, &size), &scratch->extract->spells, &scratch->service};
    ck_assert_ptr_nonnull(writer.out);
    put_cases(&writer);
    put_posts(&writer);
    put_absences(&writer);
    put_requests(&writer);
    put_readings(&writer);
    ck_assert_int_eq(fclose(writer.out), 0);
    return text;
}

char *scratch_messages(const struct scratch *scratch)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    size_t prefix = strlen(scratch->path) + 1;
    for (size_t i = 0; i < scratch->diags.count; i++) {
        char line[4096];
        int length = diag_format(&scratch->diags.items[i], line, sizeof line);
        ck_assert_int_lt(length, (int)sizeof line);
        ck_assert_mem_eq(line, scratch->path, prefix - 1);
        fputs(line + prefix, out);
    }
    ck_assert_int_eq(fclose(out), 0);
    return text;
}
