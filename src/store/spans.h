// Walks every span of a record by the field description, so that a new field cannot be forgotten.
#pragma once

#include <concepts>
#include <string>
#include <tuple>

#include "record/fields.h"

namespace tocsin::store {

/// Calls `change` on each Span inside a value.
template <typename Value, typename Change>
void for_each_span(Value& value, const Change& change) {
  if constexpr (std::same_as<Value, Span>) {
    change(value);
  } else if constexpr (kHasFields<Value>) {
    std::apply([&](const auto&... field) { (for_each_span(value.*field.member, change), ...); }, kFields<Value>);
  } else if constexpr (requires { value.has_value(); }) {
    if (value) for_each_span(*value, change);
  } else if constexpr (requires { value.push_back(value.front()); } && !std::same_as<Value, std::string>) {
    for (auto& each : value) for_each_span(each, change);
  }
}

}  // namespace tocsin::store
