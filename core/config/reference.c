#include "core/config/config.h"
#include "core/config/documents.h"

#define INDENT     2
#define NAME_WIDTH 16

/* Tables hold no cycles, and a unit's "units" has no inner table: this ends. */
static void add_keys(struct buffer *out, const struct key_table *table, int indent)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct key *key = &table->keys[i];
        buffer_format(out, "%*s%-*s %s%s\n", indent, "", NAME_WIDTH, key->name,
            key->required ? "(required) " : "", key->help);
        buffer_format(out, "%*s= %s\n", indent + NAME_WIDTH + 1, "", key->takes);
        if (key->inner != NULL)
            add_keys(out, key->inner, indent + INDENT);
    }
}

void config_reference(struct buffer *out)
{
    for (size_t i = 0; i < config_document_count; i++) {
        const struct document *document = &config_documents[i];
        buffer_format(out, "%s%s%s: %s\n", i > 0 ? "\n" : "", document->file,
            document->required ? " (required)" : "", document->help);
        add_keys(out, document->keys, INDENT);
    }
}
