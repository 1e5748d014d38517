package io.mitschnitt.recorder.contract;

/**
 * How a conversation went, measured by loudness alone; nothing of what was said or felt.
 *
 * @param customerMillis the customer talks
 * @param agentMillis the agent talks
 * @param overlapMillis both talk at once
 * @param silenceMillis neither talks, hold not counted
 * @param holdMillis hold and pause
 * @param longestCustomerMillis the customer's longest turn without the agent's voice
 * @param longestAgentMillis the agent's
 * @param turns how often the one who talks changed
 */
public record Talk(
    long customerMillis,
    long agentMillis,
    long overlapMillis,
    long silenceMillis,
    long holdMillis,
    long longestCustomerMillis,
    long longestAgentMillis,
    int turns) {}
