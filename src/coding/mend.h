// Mends a parsed tree where it breaks what the tables know: a name with its title is one noun phrase, "X and Prime
// Minister Y" are two, and "days after X announced" has X for its subject. A parser has seen few of the world's names
// and attaches the rarer ones wrongly; with the tree mended all that reads it is the same for any name.
#pragma once

#include "doc/document.h"
#include "lexicon/time_words.h"
#include "world/world.h"

namespace tocsin::coding {

/// Changes heads and labels of `doc` (and the part of speech of words of a name), never its tokens, sentences or
/// entities; the tree of a sentence stays one tree. Headlines are left as they are.
void mend_tree(Document& doc, const world::World& world, const lexicon::TimeWords& time_words);

}  // namespace tocsin::coding
