package io.aula.social.recommendation;

/** Why a course is recommended, in the schema's words. */
enum RecommendationReason {
    ALSO_SEEN,
    FOLLOWED_PERSON,
    NEXT_CONCEPT,
    TRENDING
}
