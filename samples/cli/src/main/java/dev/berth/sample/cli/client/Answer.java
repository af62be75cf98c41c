package dev.berth.sample.cli.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the agent answered.
 *
 * @param body the JSON
 * @param index the state index it was read at, for the next blocking query
 */
public record Answer(JsonNode body, long index) {}
