package io.heliograph.feed.retry;

/** The schedules of the loops, which fail by themselves. */
public record RetrySchedules(RetrySchedule intake, RetrySchedule audiences, RetrySchedule delivery) {}
