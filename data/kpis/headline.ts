/** The wall's headline four, in the order of the cards; they weigh twice in the ranking of warnings. Source: domain, "The wall's headline four". */
export const headlineKpis = ['digitization.pages', 'esign.documents', 'network.uptime', 'tasks.overdue'] as const
