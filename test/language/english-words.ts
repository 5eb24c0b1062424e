/** Words of English sentences, none of which is a French one. */
export const ENGLISH_WORDS =
  /\b(?:the|of|was|were|and|with|that|which|is|are|its|from|not|than|by|this|users|steps|failed|whole|busy|nodes|holds|first)\b/g
