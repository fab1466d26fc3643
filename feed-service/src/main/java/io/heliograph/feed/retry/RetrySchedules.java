package io.heliograph.feed.retry;

/** The schedules of the two loops, which fail by themselves. */
public record RetrySchedules(RetrySchedule intake, RetrySchedule delivery) {}
