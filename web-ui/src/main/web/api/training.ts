import type { Api } from "./client.ts";
import type { Page } from "./types.ts";

/** A collection in a list, with the asker's own progress. */
export interface CourseHead {
  id: string;
  name: string;
  text: string;
  author: string;
  at: string;
  clips: number;
  questions: number;
  heard: number;
  answered: number;
  right: number;
}

export interface Question {
  text: string;
  options: string[];
  /** What the asker chose first. */
  chosen?: number | null;
  /** Null until it was answered. */
  right: number | null;
  why: string | null;
}

export interface Clip {
  key: string;
  title: string;
  note: string;
  recording: string | null;
  fromMillis: number;
  toMillis: number | null;
  gone?: boolean;
  heard?: boolean;
  quiz: Question[];
}

export interface Course extends CourseHead {
  trainees: string[] | null;
  items: Clip[];
}

export interface CourseWish {
  name: string;
  text: string;
  trainees: string[];
  items: {
    key: string;
    title: string;
    note: string;
    recording: string;
    fromMillis: number;
    toMillis: number | null;
    quiz: { text: string; options: string[]; right: number; why: string }[];
  }[];
}

const id = encodeURIComponent;

/** What a trainer writes of a course that was read. */
export function wishOf(course: Course): CourseWish {
  return {
    name: course.name,
    text: course.text,
    trainees: course.trainees ?? [],
    items: course.items.map((item) => ({
      key: item.key,
      title: item.title,
      note: item.note,
      recording: item.recording ?? "",
      fromMillis: item.fromMillis,
      toMillis: item.toMillis,
      quiz: item.quiz.map(({ text, options, right, why }) => ({
        text,
        options,
        right: right ?? 0,
        why: why ?? "",
      })),
    })),
  };
}

/** A key that no item has yet. */
export function freshKey(items: readonly { key: string }[]): string {
  let n = items.length + 1;
  while (items.some(({ key }) => key === `clip-${n}`)) n++;
  return `clip-${n}`;
}

/** The API of those who teach and learn, over the page's one connection. */
export const training = (api: Api) => ({
  courses: () => api.send<Page<CourseHead>>("GET", "/collections"),
  course: (course: string) => api.send<Course>("GET", `/collections/${id(course)}`),
  add: (wish: CourseWish) => api.send<Course>("POST", "/collections", wish),
  change: (course: string, wish: CourseWish) => api.send<Course>("PUT", `/collections/${id(course)}`, wish),
  drop: (course: string) => api.send<void>("DELETE", `/collections/${id(course)}`),
  progress: (course: string) =>
    api.send<Page<CourseHead & { trainee: string }>>("GET", `/collections/${id(course)}/progress`),
  heard: (course: string, item: string) =>
    api.send<void>("POST", `/collections/${id(course)}/heard`, { item }),
  answer: (course: string, item: string, question: number, option: number) =>
    api.send<{ chosen: number; right: number; why: string }>("POST", `/collections/${id(course)}/answers`, {
      item,
      question,
      option,
    }),
  clipUrl: (course: string, item: string) => `/api/v1/collections/${id(course)}/audio?item=${id(item)}`,
});
