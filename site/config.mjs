// The site of VitePress, made by bin/docs-site: all documents of the tree, the menu from their headings, search without a server.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const source = path.resolve(import.meta.dirname, '..')
const title = file => /^# (.*)$/m.exec(readFileSync(path.join(source, file), 'utf8'))?.[1].replace(/`/g, '') ?? file
const item = file => ({ text: title(file), link: '/' + file.replace(/(index)?\.md$/, '') })
const folder = (text, name) => ({
  text,
  collapsed: true,
  items: readdirSync(path.join(source, name)).filter(file => file.endsWith('.md')).sort().map(file => item(`${name}/${file}`)),
})
const modules = readdirSync(source).filter(name => name !== 'docs' && existsSync(path.join(source, name, 'index.md')))

export default {
  title: `Penstock ${process.env.PENSTOCK_VERSION ?? ''}`,
  description: 'The endpoint for WhatsApp Flows',
  base: process.env.SITE_BASE ?? '/',
  markdown: { html: false },
  cleanUrls: false,
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [{ text: 'Tutorial', link: '/docs/tutorial' }, { text: 'Documentation', link: '/docs/' }, { text: 'Changes', link: '/CHANGELOG' }],
    sidebar: [
      { text: 'Begin', items: ['docs/tutorial.md', 'docs/how-to/get-it.md', 'docs/architecture.md', 'docs/performance.md'].map(item) },
      folder('How to', 'docs/how-to'),
      folder('Reference', 'docs/reference'),
      folder('Explanation', 'docs/explanation'),
      folder('Decisions', 'docs/adr'),
      { text: 'Modules', collapsed: true, items: modules.map(name => item(`${name}/index.md`)) },
    ],
  },
}
