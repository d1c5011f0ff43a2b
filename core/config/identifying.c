#include "core/config/identifying.h"

#include <stdbool.h>
#include <string.h>

#define HEADER_MOST 512

static const char a_birth[] = "a date of birth";
static const char an_address[] = "an address";
static const char a_number[] = "a pupil's or NHS number";
static const char a_name[] = "a child's name";

/* Whole words, lower case, a blank before and after each. */
static const struct {
    const char *words;
    const char *gives;
} phrases[] = {
    {" birth ", a_birth},
    {" birthdate ", a_birth},
    {" birthday ", a_birth},
    {" dateofbirth ", a_birth},
    {" birth date ", a_birth},
    {" dob ", a_birth},
    {" d o b ", a_birth},
    {" address ", an_address},
    {" addresses ", an_address},
    {" homeaddress ", an_address},
    {" postcode ", an_address},
    {" postcodes ", an_address},
    {" post code ", an_address},
    {" postal code ", an_address},
    {" zip code ", an_address},
    {" street ", an_address},
    {" uprn ", an_address},
    {" upn ", a_number},
    {" unique pupil number ", a_number},
    {" nhs ", a_number},
    {" nhsno ", a_number},
    {" nhsnumber ", a_number},
    {" forename ", a_name},
    {" forenames ", a_name},
    {" surname ", a_name},
    {" firstname ", a_name},
    {" lastname ", a_name},
    {" first name ", a_name},
    {" last name ", a_name},
    {" middle name ", a_name},
    {" family name ", a_name},
    {" given name ", a_name},
    {" full name ", a_name},
    {" fullname ", a_name},
    {" preferred name ", a_name},
    {" known as ", a_name},
    {" legal name ", a_name},
    {" child name ", a_name},
    {" childname ", a_name},
    {" childs name ", a_name},
    {" child s name ", a_name},
    {" name of child ", a_name},
    {" client name ", a_name},
    {" person name ", a_name},
    {" pupil name ", a_name},
    {" student name ", a_name},
    {" subject name ", a_name},
    {" service user name ", a_name},
    {" young person name ", a_name},
};

/* Headers are compared in ASCII, whatever the locale says about letters. */
static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_part(char c)
{
    return is_upper(c) || is_lower(c) || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* "childDateOfBirth" and "NHSNumber" are several words, too. */
static bool begins_word(const char *header, size_t i)
{
    if (i == 0 || !is_upper(header[i]))
        return false;
    return !is_upper(header[i - 1]) || is_lower(header[i + 1]);
}

/* The header's words as in the table, a blank before and after each. */
static void words_of(const char *header, char words[HEADER_MOST])
{
    size_t length = 0;
    words[length++] = ' ';
    for (size_t i = 0; header[i] != '\0' && length < HEADER_MOST - 4; i++) {
        char at = header[i];
        if ((!is_part(at) || begins_word(header, i)) && words[length - 1] != ' ')
            words[length++] = ' ';
        if (is_part(at))
            words[length++] = is_upper(at) ? (char)(at - 'A' + 'a') : at;
    }
    if (words[length - 1] != ' ')
        words[length++] = ' ';
    words[length] = '\0';
}

const char *identifying_column(const char *header, enum column_about about)
{
    char words[HEADER_MOST];
    words_of(header, words);
    if (about == ABOUT_CHILD && strcmp(words, " name ") == 0)
        return a_name;
    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++) {
        bool there = strstr(words, phrases[i].words) != NULL;
        if (there && (about == ABOUT_CHILD || phrases[i].gives != a_name))
            return phrases[i].gives;
    }
    return NULL;
}
