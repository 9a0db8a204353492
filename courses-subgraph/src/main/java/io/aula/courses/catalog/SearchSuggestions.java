package io.aula.courses.catalog;

import java.util.List;

/** What whoever types may be looking for. */
record SearchSuggestions(List<Course> courses, List<User> teachers, List<String> topics) {
    static final SearchSuggestions NONE = new SearchSuggestions(List.of(), List.of(), List.of());

    SearchSuggestions {
        courses = List.copyOf(courses);
        teachers = List.copyOf(teachers);
        topics = List.copyOf(topics);
    }
}
